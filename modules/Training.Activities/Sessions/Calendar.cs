using System.Globalization;
using System.Text;

namespace Training.Activities.Sessions;

/// <summary>
/// A date as a calendar takes it over (RFC 5545, sent as RFC 5546 says): the same UID as long as there is the date, a SEQUENCE that grows with each
/// change, METHOD:CANCEL once it is cancelled.
/// </summary>
internal sealed record CalendarEvent(Guid Id, int Sequence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Summary)
{
    public const string ProductId = "-//Training//Live sessions//VI";

    private const int MostOctets = 75;

    public required DateTimeOffset AnnouncedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public bool IsCancelled { get; init; }

    public string? Location { get; init; }

    public string? Description { get; init; }

    /// <summary>Of the page; null where the site does not know its own address.</summary>
    public string? Url { get; init; }

    /// <summary>Who holds it, and where to write to; without an address a name of its own, since a published event must name somebody.</summary>
    public required (string Name, string? Email) Organizer { get; init; }

    public string Method => IsCancelled ? "CANCEL" : "PUBLISH";

    /// <summary>The whole file.</summary>
    /// <param name="now">DTSTAMP: when this file was made.</param>
    public string ToText(DateTimeOffset now)
    {
        var text = new StringBuilder();
        void Line(string name, string? value)
        {
            if (value is not null)
            {
                Fold(text, $"{name}:{value}");
            }
        }

        Line("BEGIN", "VCALENDAR");
        Line("VERSION", "2.0");
        Line("PRODID", ProductId);
        Line("CALSCALE", "GREGORIAN");
        Line("METHOD", Method);
        Line("BEGIN", "VEVENT");
        Line("UID", $"{Id:D}");
        Line("SEQUENCE", Sequence.ToString(CultureInfo.InvariantCulture));
        Line("DTSTAMP", Utc(now));
        Line("CREATED", Utc(AnnouncedAt));
        Line("LAST-MODIFIED", Utc(ChangedAt));
        Line("DTSTART", Utc(StartsAt));
        Line("DTEND", Utc(EndsAt));
        Line("STATUS", IsCancelled ? "CANCELLED" : "CONFIRMED");
        Line("SUMMARY", Escape(Summary));
        Line("LOCATION", Escape(Location));
        Line("DESCRIPTION", Escape(Description));
        Line("URL", Url);
        Line($"ORGANIZER;CN={Parameter(Organizer.Name)}", Organizer.Email is { } email ? $"mailto:{email}" : $"urn:uuid:{Id:D}");
        Line("END", "VEVENT");
        Line("END", "VCALENDAR");
        return text.ToString();
    }

    /// <summary>RFC 5545, 3.3.11: backslash, semicolon, comma and line break.</summary>
    internal static string? Escape(string? text) => text?.ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // 3.2: always quoted; quotes and control characters can not be written in a parameter.
    private static string Parameter(string text) => $"\"{string.Concat(text.Where(c => !char.IsControl(c) && c != '"'))}\"";

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // 3.1: at most 75 octets to a line without its break; a line that goes on begins with a space, which counts. No character is cut in two.
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
