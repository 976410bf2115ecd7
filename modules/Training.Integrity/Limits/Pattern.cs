namespace Training.Integrity.Limits;

/// <summary>What the site asks about. None of these is wrong by itself.</summary>
internal enum Pattern
{
    /// <summary>Many cases of one technique, of one learner, on one day.</summary>
    ManyCases,

    /// <summary>Many cases logged within an hour that were done long before.</summary>
    LateEntries,

    /// <summary>A decision within seconds of opening the case.</summary>
    QuickDecision,

    /// <summary>Many decisions of one mentor within a minute.</summary>
    DecisionsInMinute,

    /// <summary>Many decisions of one mentor within an hour.</summary>
    DecisionsInHour,

    /// <summary>A mentor was there, on one day, at several hospitals.</summary>
    TwoPlaces,

    /// <summary>A mentor was there on a day for which they had named a stand-in.</summary>
    MentorAway,
}

internal static class Patterns
{
    /// <summary>The learner's own figures; the mentor is asked as their guide.</summary>
    public static bool IsOfTrainee(this Pattern pattern) => pattern is Pattern.ManyCases or Pattern.LateEntries;

    /// <summary>The mentor's figures over all their learners: asked once a day, together with the learner who has most of them.</summary>
    public static bool IsOfMentorAlone(this Pattern pattern) => pattern is Pattern.DecisionsInMinute or Pattern.DecisionsInHour or Pattern.TwoPlaces;

    /// <summary>Techniques differ here: reading pictures is not heart surgery.</summary>
    public static bool IsByTechnique(this Pattern pattern) => pattern is Pattern.ManyCases or Pattern.LateEntries;

    /// <summary>Needs a second number: how many days make an entry late.</summary>
    public static bool HasDays(this Pattern pattern) => pattern == Pattern.LateEntries;
}
