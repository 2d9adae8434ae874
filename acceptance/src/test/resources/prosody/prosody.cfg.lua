pidfile = "@folder@/prosody.pid"
data_path = "@folder@/data"
run_as_root = true
daemonize = false
log = { info = "@folder@/prosody.log" }
modules_enabled = { "roster", "saslauth", "ping", "websocket", "disco" }
modules_disabled = { "s2s", "tls", "http_files" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_websocket_secure = true
authentication = "internal_plain"
http_host = "localhost"
http_ports = { @port@ }
http_interfaces = { "127.0.0.1" }
https_ports = {}
c2s_ports = {}
s2s_ports = {}
VirtualHost "localhost"
Component "pubsub.localhost" "pubsub"
  autocreate_on_subscribe = true
  autocreate_on_publish = true
  admins = { "other@localhost" }
