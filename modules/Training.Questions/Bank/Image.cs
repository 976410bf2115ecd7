using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>The picture of a question, for its authors.</summary>
internal static class Image
{
    /// <param name="id">The question.</param>
    /// <param name="part">Of a vignette, from 1; 0 for the question itself.</param>
    /// <param name="db">Scoped to whoever asks.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Results<FileAnswer, NotFound>> ServeAsync(Guid id, int part, TrainingDbContext db, CancellationToken ct)
    {
        var json = await (
            from q in db.BankQuestions
            where q.Id == id
            join v in db.QuestionVersions on new { QuestionId = q.Id, Number = q.CurrentNumber } equals new { v.QuestionId, v.Number }
            select v.Body).SingleOrDefaultAsync(ct);
        var body = json is null ? null : BodyJson.Read(json);
        var asked = body is Vignette vignette && part >= 1 && part <= vignette.Parts.Count ? vignette.Parts[part - 1].Body : body;
        return asked is HotSpot { Image.Length: > 0 } spot ? FileResults.Serve(spot.Image) : TypedResults.NotFound();
    }
}
