package io.presencesync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows between packages, and who may use which library.
class ArchitectureTest {
    private static final String BASE = "io.presencesync";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "presence | presence",
                "config | config presence",
                "net | net presence config",
                "agent | agent presence",
                "engine | engine agent presence",
                "socketio | socketio",
                "webex | webex engine presence net config",
                "finesse | finesse engine presence net config",
                "gadget | gadget socketio engine presence net config",
                "store | store engine agent presence net config",
                "admin | admin explain engine presence net config",
                "explain | explain engine agent presence",
                "rules | rules engine agent presence config",
                "cli | cli explain rules config presence"
            })
    void a_package_knows_only_those_its_arrows_lead_to(String name, String allowed) {
        String[] packages = Arrays.stream(allowed.split(" "))
                .map(one -> BASE + "." + one + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAPackage(BASE + "..");
        check(noClasses()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should()
                .dependOnClassesThat(ours.and(not(resideInAnyPackage(packages)))));
    }

    @Test
    void every_package_has_its_arrows_in_this_test() {
        Stream<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""));
        Assertions.assertThat(packages.distinct())
                .isSubsetOf(
                        "presence",
                        "config",
                        "net",
                        "agent",
                        "engine",
                        "socketio",
                        "webex",
                        "finesse",
                        "gadget",
                        "store",
                        "rules",
                        "admin",
                        "explain",
                        "cli");
    }

    @Test
    void the_words_and_the_decision_use_the_jdk_alone() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BASE + ".presence..", BASE + ".agent..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        BASE + ".presence..", BASE + ".agent..", "java..", "org.jspecify.annotations.."))));
    }

    @Test
    void json_is_read_and_written_only_at_the_edges() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        BASE + ".webex..",
                        BASE + ".gadget..",
                        BASE + ".admin..",
                        BASE + ".config..",
                        BASE + ".socketio..",
                        BASE + ".store..",
                        BASE + ".cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson..")));
    }

    @Test
    void sql_stays_in_the_store() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "org.flywaydb..",
                        "com.zaxxer.hikari..",
                        "org.h2..",
                        "org.postgresql..")));
    }

    @Test
    void xmpp_stays_in_its_package_which_knows_nothing_of_finesse() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".finesse.xmpp..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jivesoftware..", "org.jxmpp..")));
        check(noClasses()
                .that()
                .resideInAPackage(BASE + ".finesse.xmpp..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(BASE + ".finesse", BASE + ".engine..")));
    }

    @Test
    void xml_stays_in_the_link_to_finesse() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".finesse..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..")));
    }

    @Test
    void clock_sleep_and_chance_are_given_from_outside() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(BASE)
                .and()
                .doNotHaveFullyQualifiedName(BASE + ".socketio.EchoServer")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .callConstructor(Random.class);
        check(rule);
    }

    /// `Router.get` would leave HEAD unanswered; `net.Routes` takes both.
    @Test
    void every_page_that_answers_get_answers_head() {
        check(noClasses().should().callMethod(Router.class, "get", String.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
