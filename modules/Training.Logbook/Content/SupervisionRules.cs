using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Content;

/// <summary>
/// Which supervision goes with which stage, and what each kind has to say. Whoever assists stands beside the mentor; whoever performs under
/// direct supervision is watched throughout, in the room or by live video; where the mentor was at the table, nobody worked independently.
/// </summary>
internal static class SupervisionRules
{
    public static bool Allows(Stage stage, Supervision supervision) => stage switch
    {
        Stage.O => supervision is Supervision.Scrubbed or Supervision.InTheRoom or Supervision.LiveVideo,
        Stage.A => supervision is Supervision.Scrubbed or Supervision.InTheRoom,
        Stage.S => supervision is Supervision.Scrubbed or Supervision.InTheRoom or Supervision.LiveVideo,
        _ => supervision is not Supervision.Scrubbed,
    };

    /// <summary>What is most likely where nobody said.</summary>
    public static Supervision UsualFor(Stage stage) => stage switch
    {
        Stage.A => Supervision.Scrubbed,
        Stage.I => Supervision.ChartReview,
        _ => Supervision.InTheRoom,
    };

    /// <exception cref="RuleViolation">The first rule that is broken, with the form's field.</exception>
    public static void Check(CaseContent content)
    {
        if (content.Supervision is not { } supervision)
        {
            throw new RuleViolation("Case.SupervisionMissing") { Field = "Input.Supervision" };
        }

        if (content.All.Any(done => !Allows(done.Stage, supervision)))
        {
            throw new RuleViolation("Case.SupervisionStage") { Field = "Input.Supervision" };
        }

        var evidence = content.Evidence;
        switch (supervision)
        {
            case Supervision.LiveVideo:
                Require(evidence.Consent, "Case.Video.Consent", "Input.Consent");
                Require(evidence.Responsible is not null, "Case.Video.Responsible", "Input.Responsible");
                Require(evidence.From < evidence.To, "Case.Video.Times", "Input.MentorFrom");
                Require(evidence.Line is not null, "Case.Video.Line", "Input.Line");
                break;
            case Supervision.Recorded:
                Require(evidence.Recording is not null, "Case.Recording.Code", "Input.Recording");
                Require(evidence.Minutes is > 0, "Case.Recording.Minutes", "Input.Minutes");
                break;
            case Supervision.ChartReview:
                Require(evidence.Chart.Count > 0, "Case.Chart.Parts", "Input.Chart");
                break;
        }
    }

    /// <summary>Only what belongs to the kind: what the form sent for another one is left out.</summary>
    public static SupervisionEvidence Of(Supervision? supervision, SupervisionEvidence said) => supervision switch
    {
        Supervision.LiveVideo => said with { Recording = null, Minutes = null, Chart = [] },
        Supervision.Recorded => new SupervisionEvidence { Recording = said.Recording, Minutes = said.Minutes },
        Supervision.ChartReview => new SupervisionEvidence { Chart = said.Chart },
        _ => SupervisionEvidence.None,
    };

    private static void Require(bool holds, string key, string field)
    {
        if (!holds)
        {
            throw new RuleViolation(key) { Field = field };
        }
    }
}
