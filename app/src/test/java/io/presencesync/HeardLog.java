package io.presencesync;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What a class writes to the log until this is closed.
public final class HeardLog implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    /// Listens from now on. Where another test just brings the logging up, it waits for that.
    public HeardLog(Class<?> of) {
        while (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext)) {
            Thread.onSpinWait();
        }
        this.logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(of);
        heard.start();
        logger.addAppender(heard);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(heard.list);
    }

    /// With level WARN or above.
    public List<String> warnings() {
        return events().stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
