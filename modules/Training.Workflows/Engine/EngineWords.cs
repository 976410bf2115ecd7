using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Workflows.Engine;

/// <summary>What the engine refuses, as people read it.</summary>
internal static class EngineWords
{
    /// <param name="texts">The texts of this module.</param>
    /// <param name="refusal">What was refused.</param>
    /// <param name="nameOf">What people call an element.</param>
    public static string Say(IStringLocalizer texts, EngineRefusal refusal, Func<string, string> nameOf)
        => texts[refusal.Reason, Arguments(texts, refusal, nameOf)];

    /// <summary>The refusal as a rule that was broken, which the pages show.</summary>
    public static RuleViolation Violation(IStringLocalizer texts, EngineRefusal refusal, Func<string, string> nameOf)
        => new(refusal.Reason, Arguments(texts, refusal, nameOf));

    /// <summary>A sentence about an expression; its arguments may be keys of words themselves.</summary>
    public static string Sentence(IStringLocalizer texts, string reason, IEnumerable<string> arguments)
        => texts[reason, [.. arguments.Select(argument => argument.StartsWith("Expression.Kind.", StringComparison.Ordinal) ? texts[argument].Value : argument)]];

    private static object[] Arguments(IStringLocalizer texts, EngineRefusal refusal, Func<string, string> nameOf) => refusal switch
    {
        { Reason: "Engine.Expression" } => [Sentence(texts, refusal.Arguments[0], refusal.Arguments.Skip(1))],
        { Reason: "Engine.VariableKind" } => [refusal.Arguments[0], .. refusal.Arguments.Skip(1).Select(kind => texts[$"Expression.Kind.{kind}"].Value)],
        { Reason: "Engine.Migrate.VariableKind" or "Engine.VariableMissing" or "Engine.VariableUnknown" or "Engine.NoSuchOutcome" } => [.. refusal.Arguments],
        _ => [.. refusal.Arguments.Select(nameOf)],
    };
}
