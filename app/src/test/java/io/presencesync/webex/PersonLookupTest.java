package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.WebexAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PersonLookupTest {
    private static final String UUID = "0f4ab3c0-1111-2222-3333-444455556666";

    @Test
    void the_uuid_comes_out_of_padded_and_unpadded_ids_of_any_region() {
        byte[] id = ("ciscospark://urn:TEAM:eu-central-1_k/PEOPLE/" + UUID).getBytes(StandardCharsets.UTF_8);
        assertThat(PersonLookup.uuid(Base64.getEncoder().encodeToString(id))).isEqualTo(UUID);
        assertThat(PersonLookup.uuid(Base64.getUrlEncoder().withoutPadding().encodeToString(id)))
                .isEqualTo(UUID);
        assertThat(PersonLookup.uuid("%%%")).isNull();
    }

    @Test
    void several_people_are_ambiguous() throws Exception {
        assertThat(read("[" + item("a@b.c", "person") + "," + item("A@b.c", "person") + "]"))
                .isInstanceOfSatisfying(
                        PersonLookup.NotFound.class,
                        none -> assertThat(none.why()).contains("ambig"));
    }

    @Test
    void only_the_exact_address_counts() throws Exception {
        assertThat(read("[" + item("xa@b.c", "person") + "]"))
                .isInstanceOfSatisfying(
                        PersonLookup.NotFound.class,
                        none -> assertThat(none.why()).contains("nobody"));
    }

    private static PersonLookup read(String items) throws Exception {
        return PersonLookup.read(new WebexAddress("a@b.c"), Json.read("{\"items\":" + items + "}"));
    }

    private static String item(String email, String type) {
        return "{\"id\":\"x\",\"emails\":[\"" + email + "\"],\"type\":\"" + type + "\"}";
    }
}
