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
    // Fields around the words of a question; and a drawn question as a whole, which nobody knows yet.
    private const int Around = 1_200;
    private const int Drawn = 2_500;

    public string Key => QuizKind.KindKey;

    public string Screen => "quiz";

    public bool Begins => true;

    /// <summary>Whether it can be taken without network.</summary>
    public static bool Works(Quiz quiz) => quiz is { TimeLimitMinutes: null, Behaviour: Behaviour.Deferred or Behaviour.Certainty };

    public string PackAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/pack/quiz/{itemKey}";

    public async Task<IReadOnlyDictionary<Guid, PackedContent>> OfAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var quizzes = (await db.Quizzes.AsNoTracking().Where(q => contentIds.Contains(q.Id)).ToListAsync(ct)).Where(Works).Select(q => q.Id).ToArray();
        var slots = await db.QuizSlots.AsNoTracking().Where(s => quizzes.Contains(s.QuizId)).ToListAsync(ct);
        var asked = await bodies.GetAsync(db, slots.Select(s => s.VersionId).OfType<Guid>(), ct);
        var pictures = await files.SizesAsync([.. asked.Values.SelectMany(PicturesOf).Distinct()], ct);
        return quizzes.ToDictionary(id => id, id => new PackedContent(
            slots.Where(s => s.QuizId == id).Sum(slot => slot.VersionId is { } version && asked.TryGetValue(version, out var body)
                ? Around + Encoding.UTF8.GetByteCount(BodyJson.Write(body)) + PicturesOf(body).Sum(hash => pictures.GetValueOrDefault(hash))
                : slot.Questions * Drawn),
            []));
    }

    private static IEnumerable<string> PicturesOf(QuestionBody body) => body switch
    {
        HotSpot { Image.Length: > 0 } spot => [spot.Image],
        Vignette vignette => vignette.Parts.SelectMany(part => PicturesOf(part.Body)),
        _ => [],
    };
}
