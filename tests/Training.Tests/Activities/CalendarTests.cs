using System.Text;
using Training.Activities.Sessions;

namespace Training.Tests.Activities;

/// <summary>RFC 5545: what a calendar takes over.</summary>
public sealed class CalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly CalendarEvent Event = new(Guid.Parse("0193b2c4-aaaa-7bbb-8ccc-abcdefabcdef"), 2, Now.AddDays(1), Now.AddDays(1).AddHours(2), "Vô khuẩn; thực hành, nhóm 1 \\ A")
    {
        AnnouncedAt = Now.AddDays(-3),
        ChangedAt = Now.AddDays(-1),
        Location = "Phòng 5, tầng 2",
        Description = string.Concat(Enumerable.Repeat("Mang găng và áo choàng. ", 20)) + "\r\nHết",
        Organizer = ("ThS \"Hà\"", null),
    };

    [Fact]
    public void ToText_HasEverythingOnce_AndLinesThatFit()
    {
        var text = Event.ToText(Now);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\uFFFD', text);

        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        foreach (var line in new[]
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:0193b2c4-aaaa-7bbb-8ccc-abcdefabcdef", "SEQUENCE:2", "DTSTAMP:20261123T080000Z", "DTSTART:20261124T080000Z", "DTEND:20261124T100000Z",
            "LAST-MODIFIED:20261122T080000Z", "STATUS:CONFIRMED", @"SUMMARY:Vô khuẩn\; thực hành\, nhóm 1 \\ A", @"LOCATION:Phòng 5\, tầng 2", "ORGANIZER;CN=\"ThS Hà\":urn:uuid:0193b2c4-aaaa-7bbb-8ccc-abcdefabcdef", "END:VEVENT",
        })
        {
            Assert.Single(lines, line);
        }

        Assert.EndsWith(@"choàng. \nHết", Assert.Single(lines, l => l.StartsWith("DESCRIPTION:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void ToText_Cancelled_SaysSoTwice()
    {
        var text = (Event with { IsCancelled = true, Sequence = 3, Organizer = ("Hà", "daotao@benhvien.vn") }).ToText(Now);
        Assert.Contains("METHOD:CANCEL\r\n", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:3\r\n", text, StringComparison.Ordinal);
        Assert.Contains(":mailto:daotao@benhvien.vn\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToText_AtEveryLength_NeverCutsACharacter()
    {
        for (var length = 1; length < 200; length++)
        {
            var summary = string.Concat(Enumerable.Repeat("ữ𝛼a", length))[..length].TrimEnd('\uD835');
            var text = (Event with { Summary = summary, Description = null }).ToText(Now);
            Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
            Assert.Contains($"SUMMARY:{summary}\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }
}
