using Training.Logbook.Entries;

namespace Training.Logbook.Content;

/// <summary>What a next version does to what was said before.</summary>
internal enum Change
{
    None,

    /// <summary>Only things that had not been said were added; that needs no reason.</summary>
    Added,

    /// <summary>Something that had been said is another now.</summary>
    Changed,
}

internal static class Changes
{
    public static Change Between(CaseContent before, CaseContent after)
    {
        var (old, now) = (Members(before), Members(after));
        if (old.Any(member => now.GetValueOrDefault(member.Key) != member.Value))
        {
            return Change.Changed;
        }

        return now.Count > old.Count ? Change.Added : Change.None;
    }

    private static Dictionary<string, string> Members(CaseContent content)
    {
        var members = new Dictionary<string, object?>
        {
            ["technique"] = content.TechniqueId,
            ["stage"] = content.Stage,
            ["performedOn"] = content.PerformedOn,
            ["dayNumber"] = content.DayNumber,
            ["place"] = content.PlaceHospitalId,
            ["supervision"] = content.Supervision,
            ["evidence"] = content.Evidence.ToJson() is { Length: > 0 } evidence ? evidence : null,
            ["mentor"] = content.MentorPersonId,
            ["setting"] = content.Setting,
            ["role"] = content.Role,
            ["ageBand"] = content.AgeBand,
            ["sex"] = content.Sex,
            ["complexity"] = content.Complexity,
            ["outcome"] = content.Outcome,
            ["managed"] = content.ComplicationManaged,
            ["convertedTo"] = content.ConvertedTo,
            ["note"] = content.Note,
        };
        foreach (var item in content.Further)
        {
            members[$"further.{item.TechniqueId}"] = item.Stage;
        }

        foreach (var item in content.Complications)
        {
            members[$"complication.{item}"] = item;
        }

        foreach (var item in content.Attachments)
        {
            members[$"attachment.{item}"] = item;
        }

        return members.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => $"{member.Value}");
    }
}
