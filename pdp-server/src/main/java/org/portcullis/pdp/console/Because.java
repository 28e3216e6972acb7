package org.portcullis.pdp.console;

import java.util.Map;

/** Why something was answered, in a sentence. */
final class Because {
    private Because() {}

    /** From the fields of an audit record. */
    static String of(Map<String, String> record) {
        String reason = record.getOrDefault("reason", "");
        String rule = record.getOrDefault("rule", "");
        String ban = record.getOrDefault("ban", "");
        return switch (record.getOrDefault("decision", "")) {
            case "Permit" -> "The rule " + rule + pack(record) + " lets this subject in" + account(record) + ".";
            case "Deny" ->
                ban.isEmpty() || ban.startsWith("expired ")
                        ? withoutBan(record, rule, reason)
                        : "The ban " + ban + " is in force: " + reason + ". No rule was asked.";
            case "NotApplicable" -> "No rule" + pack(record) + " speaks about this question.";
            case "Indeterminate" -> "The question could not be decided: " + reason + ".";
            case "Refused" -> "The question was refused before it could be decided: " + reason + ".";
            default -> "The record does not say what was answered.";
        };
    }

    /** Rules that deny leave their reasons; what comes before and after them leaves its own alone. */
    private static String withoutBan(Map<String, String> record, String rule, String reason) {
        if (rule.isEmpty()) {
            return "Something is wrong with the name or its proof, whatever the policy says: " + reason + ".";
        }
        return record.containsKey("denyReasons.0")
                ? "The rule " + rule + pack(record) + " says no: " + reason + "."
                : "The rule " + rule + pack(record) + " lets this subject in, but no account could be given: " + reason
                        + ".";
    }

    private static String pack(Map<String, String> record) {
        String name = record.getOrDefault("pack.name", "");
        return name.isEmpty() ? "" : " of " + name + " " + record.getOrDefault("pack.version", "");
    }

    private static String account(Map<String, String> record) {
        return record.entrySet().stream()
                .filter(field -> field.getKey().matches("obligations\\.\\d+\\.user"))
                .findFirst()
                .map(field -> " as " + field.getValue())
                .orElse("");
    }
}
