using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Phone;

/// <summary>What a phone has named and timed.</summary>
/// <param name="Case">Names, and salts where somebody has signed already.</param>
/// <param name="WrittenAt">By the phone's clock.</param>
/// <param name="Now">The phone's clock while it sends.</param>
/// <param name="BodyHash">SHA-256 of what the form said, lower-case hex.</param>
internal sealed record FromPhone(DeviceCase Case, DateTimeOffset WrittenAt, DateTimeOffset Now, string BodyHash);

/// <summary>A case that the phone sent before.</summary>
/// <param name="Code">Case code.</param>
/// <param name="IsSame">It said the same then.</param>
internal sealed record SentBefore(string Code, bool IsSame);

/// <summary>Logs a case that was written without network: by the command of the form, with the names that the phone gave it.</summary>
internal sealed class StorePhoneCase(TrainingDbContext db, ICurrentUser user, SubmitCase submit, TimeProvider clock)
{
    // Ids begin with the time and lists are in their order: one from the day after tomorrow would stay in front.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(400);

    /// <summary>Whether the phone's names can be used; where not, it makes new ones by the site's clock.</summary>
    public bool IsNamed(DeviceCase device)
        => IsId(device.EntryId) && IsId(device.Made.VersionId) && device.EntryId != device.Made.VersionId && SubmitCase.IsCode(device.CaseCode);

    /// <summary>The case as this person has sent it before; null where they have not.</summary>
    public async Task<SentBefore?> FindAsync(Guid entryId, string bodyHash, CancellationToken ct)
        => await (from entry in db.LogbookEntries
                  where entry.Id == entryId && entry.PersonId == user.PersonId
                  join sent in db.Set<PhoneCase>() on entry.Id equals sent.EntryId into both
                  from sent in both.DefaultIfEmpty()
                  select new SentBefore(entry.CaseCode, sent == null || sent.BodyHash == "" || sent.BodyHash == bodyHash)).SingleOrDefaultAsync(ct);

    /// <summary>Adds the case to the running write, by the rules of every case that is logged.</summary>
    /// <exception cref="RuleViolation">See <see cref="SubmitCase.LogAsync"/>.</exception>
    public async Task<(LogbookEntry Entry, EntryVersion Version)> AddAsync(Participation participation, CaseContent content, int? ownRating, FromPhone phone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var elapsed = TimeSpan.FromTicks(Math.Clamp((phone.Now - phone.WrittenAt).Ticks, 0, Oldest.Ticks));
        db.Add(new PhoneCase
        {
            EntryId = phone.Case.EntryId,
            WrittenAt = now - elapsed,
            ReceivedAt = now,
            ClockAhead = (int)Math.Clamp((phone.Now - now).TotalSeconds, int.MinValue, int.MaxValue),
            BodyHash = phone.BodyHash,
        });
        return await submit.LogAsync(participation, content, ownRating, phone.Case, ct);
    }

    private bool IsId(Guid id)
    {
        if (id.Version != 7)
        {
            return false;
        }

        var made = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));
        var now = clock.GetUtcNow();
        return made <= now + ClockTolerance && made >= now - Oldest;
    }
}
