package io.presencesync.agent;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// All rows of a decision with what they lead to. There is one, [#STANDARD]; others exist so that tests can show that
/// no row may be changed unnoticed.
///
/// @param off guards that guard nothing
record Table(
        Map<Sight, Sight.Result> sights, Map<Answer, Answer.Result> answers, Map<Row, Action> rows, Set<Guard> off) {
    static final Table STANDARD = new Table(
            all(Sight.class, sight -> sight.result),
            all(Answer.class, answer -> answer.result),
            all(Row.class, row -> row.action),
            EnumSet.noneOf(Guard.class));

    private static <K extends Enum<K>, V> Map<K, V> all(Class<K> rows, Function<K, V> value) {
        Map<K, V> map = new EnumMap<>(rows);
        Arrays.stream(rows.getEnumConstants()).forEach(row -> map.put(row, value.apply(row)));
        return map;
    }

    Table with(Sight sight, Sight.Result result) {
        Map<Sight, Sight.Result> changed = new EnumMap<>(sights);
        changed.put(sight, result);
        return new Table(changed, answers, rows, off);
    }

    Table with(Answer answer, Answer.Result result) {
        Map<Answer, Answer.Result> changed = new EnumMap<>(answers);
        changed.put(answer, result);
        return new Table(sights, changed, rows, off);
    }

    Table with(Row row, Action action) {
        Map<Row, Action> changed = new EnumMap<>(rows);
        changed.put(row, action);
        return new Table(sights, answers, changed, off);
    }

    Table without(Guard guard) {
        return new Table(sights, answers, rows, EnumSet.of(guard));
    }
}
