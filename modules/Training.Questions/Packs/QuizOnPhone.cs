using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Packs;

/// <summary>
/// Quizzes on a phone: those without a time limit, since nobody's clock but the server's counts, and without answers during the attempt, since what is right
/// is not on the phone.
/// </summary>
internal sealed class QuizOnPhone(TrainingDbContext db, QuestionBodies bodies, IFileStore files) : IPackedKind
{
    // Fields around the words of a question.
    private const int Around = 1_200;

    public string Key => QuizKind.KindKey;

    public string Screen => "quiz";

    public bool Begins => true;

    /// <summary>Whether it can be taken without network.</summary>
    public static bool Works(Quiz quiz) => quiz is { TimeLimitMinutes: null, Behaviour: Behaviour.Deferred or Behaviour.Certainty };

    public string PackAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/pack/quiz/{itemKey}";

    public async Task<IReadOnlyDictionary<Guid, PackedContent>> OfAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var quizzes = (await db.Quizzes.AsNoTracking().Where(q => contentIds.Contains(q.Id)).ToListAsync(ct)).Where(Works).ToDictionary(q => q.Id);
        var slots = await db.QuizSlots.AsNoTracking().Where(s => quizzes.Keys.Contains(s.QuizId)).ToListAsync(ct);
        var versions = new Dictionary<Guid, Guid[]>();
        foreach (var slot in slots)
        {
            versions[slot.Id] = !slot.IsDraw ? [.. slot.VersionId is { } asked ? [asked] : Array.Empty<Guid>()] : [.. (await Draw.CandidatesAsync(db, quizzes[slot.QuizId].HospitalId, slot, ct)).Select(candidate => candidate.VersionId)];
        }

        var found = await bodies.GetAsync(db, versions.Values.SelectMany(ids => ids), ct);
        var pictures = await files.SizesAsync([.. found.Values.SelectMany(PicturesOf).Distinct()], ct);
        long SizeOf(Guid version) => found.TryGetValue(version, out var body)
            ? Around + Encoding.UTF8.GetByteCount(BodyJson.Write(body)) + PicturesOf(body).Sum(hash => pictures.GetValueOrDefault(hash))
            : 0;

        // What will be drawn, nobody knows yet: at most the largest of what it is drawn from.
        return quizzes.Keys.ToDictionary(id => id, id => new PackedContent(slots.Where(s => s.QuizId == id).Sum(slot => versions[slot.Id].Select(SizeOf).OrderDescending().Take(slot.Questions).Sum()), []));
    }

    private static IEnumerable<string> PicturesOf(QuestionBody body) => body switch
    {
        HotSpot { Image.Length: > 0 } spot => [spot.Image],
        Vignette vignette => vignette.Parts.SelectMany(part => PicturesOf(part.Body)),
        _ => [],
    };
}
