-- By what people call an agent while no service runs; null until the service has followed the agent once more.
alter table agent add column login_name varchar(255);
