package io.presencesync.simulators.webex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The faults now in force, oldest first; used on the event loop only.
final class Faults {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int last;

    private record Entry(Fault fault, int left) {}

    String add(Fault fault) {
        String id = "fault-" + ++last;
        if (fault.times() != 0) {
            entries.put(id, new Entry(fault, fault.times()));
        }
        return id;
    }

    boolean clear(String id) {
        return entries.remove(id) != null;
    }

    void clear() {
        entries.clear();
    }

    Map<String, Fault> active() {
        var faults = new LinkedHashMap<String, Fault>();
        entries.forEach((id, entry) -> faults.put(id, entry.fault()));
        return faults;
    }

    Fault.@Nullable OfCall takeCall(Endpoint endpoint, String host) {
        return take(Fault.OfCall.class, fault -> fault.endpoint().covers(endpoint) && concerns(fault, host));
    }

    private static boolean concerns(Fault.OfCall fault, String host) {
        return !(fault instanceof Fault.HostFails failing) || failing.host().equals(host);
    }

    Fault.@Nullable OfOpening takeOpening() {
        return take(Fault.OfOpening.class, _ -> true);
    }

    Fault.@Nullable CatalogNames takeCatalog(String service) {
        return take(Fault.CatalogNames.class, fault -> fault.service().equals(service));
    }

    boolean takeMissingAnswer(Person person) {
        return take(Fault.MissingAnswer.class, fault -> names(fault.person(), person)) != null;
    }

    Fault.@Nullable Frames takeFrames(Fault.FrameFault kind) {
        return take(Fault.Frames.class, fault -> fault.kind() == kind);
    }

    Fault.@Nullable Frames takeUpdateFault() {
        return take(Fault.Frames.class, fault -> fault.kind().ofUpdates());
    }

    Fault.@Nullable RefuseSubject takeRefusal(Person person) {
        return take(Fault.RefuseSubject.class, fault -> names(fault.person(), person));
    }

    boolean takeMissing(Person person) {
        return take(Fault.MissingStatus.class, fault -> names(fault.person(), person)) != null;
    }

    private static boolean names(String wanted, Person person) {
        return person.uuid().equals(wanted) || person.emails().stream().anyMatch(wanted::equalsIgnoreCase);
    }

    private <T extends Fault> @Nullable T take(Class<T> kind, Predicate<T> matches) {
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Fault fault = each.getValue().fault();
            if (kind.isInstance(fault) && matches.test(kind.cast(fault))) {
                use(each.getKey(), each.getValue());
                return kind.cast(fault);
            }
        }
        return null;
    }

    private void use(String id, Entry entry) {
        if (entry.left() == 1) {
            entries.remove(id);
        } else if (entry.left() > 1) {
            entries.put(id, new Entry(entry.fault(), entry.left() - 1));
        }
    }
}
