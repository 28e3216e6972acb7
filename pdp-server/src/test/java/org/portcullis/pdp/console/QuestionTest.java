package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.ResourceType;

class QuestionTest {
    @Test
    void linesAreFqansInTheirOrder() {
        Question question = Question.of(form("fqans", " /atlas/Role=pilot \r\n\r\n/atlas"));

        assertThat(question.request().subject().fqans())
                .containsExactly(Fqan.parse("/atlas/Role=pilot"), Fqan.parse("/atlas"));
        assertThat(question.request().pilotJob()).isEqualTo(new PilotJob.None());
        assertThat(question.request().resource().type()).isEqualTo(ResourceType.WN);
        assertThat(question.request().action())
                .isEqualTo(new Action(ActionType.EXECUTE_NOW, ActionType.EXECUTE_NOW.actionId()));
    }

    @Test
    void aPilotBringsTheWorkIfOneIsNamed() {
        Question question = Question.of(form("pilot", "/CN=Pilot"));

        assertThat(question.request().pilotJob().pilot()).map(Pilot::dn).contains(new Dn("/CN=Pilot"));
    }

    @ParameterizedTest
    @CsvSource({
        "subject, Ann, `subject` cannot be read",
        "subject, '', `subject` cannot be read",
        "fqans, atlas, `fqans` cannot be read",
        "pilot, Bob, `pilot` cannot be read",
        "pep, Bob, `pep` cannot be read",
        "resource, moon, `resource` cannot be read: choose one of the list",
        "action, fly, `action` cannot be read: choose one of the list",
    })
    void whatCannotBeReadIsNamed(String field, String value, String problem) {
        assertThatThrownBy(() -> Question.of(form(field, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem)
                .hasMessageNotContaining("org.");
    }

    @Test
    void everythingThatCanBeChosenCanBeAsked() {
        List<String> resources =
                Question.resources().stream().map(ResourceType::word).toList();

        assertThat(resources)
                .allSatisfy(word -> assertThat(Question.of(form("resource", word))
                                .request()
                                .resource()
                                .type()
                                .word())
                        .isEqualTo(word));
    }

    private static Form form(String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", "/CN=Ann");
        fields.put("resource", "wn");
        fields.put("action", "execute-now");
        fields.put(field, value);
        return new Form(fields);
    }
}
