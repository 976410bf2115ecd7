using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Questions.Bank;
using Training.Questions.Model;

namespace Training.Questions.Attempts;

/// <summary>What a question asks in an attempt: its body, with options as their author wrote them where the quiz wants that.</summary>
internal static class Asked
{
    public static QuestionBody Of(QuestionBody body, bool shuffleOptions) => shuffleOptions ? body : body switch
    {
        SingleChoice single => single with { Shuffle = false },
        MultipleChoice multiple => multiple with { Shuffle = false },
        Matching matching => matching with { Shuffle = false },
        Vignette vignette => vignette with { Parts = [.. vignette.Parts.Select(part => part with { Body = Of(part.Body, false) })] },
        _ => body,
    };
}

/// <summary>Bodies by version. A version never changes, so what was read of one is kept for the whole process.</summary>
internal sealed class QuestionBodies
{
    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<Guid, QuestionBody> _kept = new();

    /// <summary>The bodies of these versions, whoever asks: the caller has decided that they may see what is asked. One statement for those not kept yet.</summary>
    public async Task<IReadOnlyDictionary<Guid, QuestionBody>> GetAsync(TrainingDbContext db, IEnumerable<Guid> versionIds, CancellationToken ct)
    {
        Guid[] wanted = [.. versionIds.Distinct()];
        var found = new Dictionary<Guid, QuestionBody>();
        foreach (var id in wanted)
        {
            if (_kept.TryGetValue(id, out var body))
            {
                found[id] = body;
            }
        }

        if (found.Count < wanted.Length)
        {
            Guid[] missing = [.. wanted.Where(id => !found.ContainsKey(id))];
            if (_kept.Count + missing.Length > MostKept)
            {
                _kept.Clear();
            }

            foreach (var row in await db.Unscoped<QuestionVersion>().AsNoTracking().Where(v => missing.Contains(v.Id)).Select(v => new { v.Id, v.Body }).ToListAsync(ct))
            {
                found[row.Id] = _kept[row.Id] = BodyJson.Read(row.Body);
            }
        }

        return found;
    }
}
