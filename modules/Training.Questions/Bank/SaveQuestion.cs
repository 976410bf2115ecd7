using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>What an author says about a question beside what it asks.</summary>
internal sealed record Labels(string Name, IReadOnlyList<string> Tags, IReadOnlyList<Guid> Techniques);

/// <summary>Stores questions, inside the running write; the pages and the import come here.</summary>
internal sealed class SaveQuestion(TrainingDbContext db, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    public const int SearchLength = 2_000;

    // Nobody is signed in while a recipe brings questions.
    private string Author => user.IsSignedIn ? user.Name : texts["Author.Site"];

    /// <summary>A new question. The caller has checked that the hospital is one of whoever asks.</summary>
    public BankQuestion Add(Guid? hospitalId, QuestionBody body, Labels labels, string? source = null)
    {
        var now = clock.GetUtcNow();
        var question = new BankQuestion { HospitalId = hospitalId, CreatedAt = now, AuthorId = user.UserId, Author = Author };
        db.Add(question);
        Store(question, body, labels, [], null, now);
        Label(question.Id, labels);
        Note("Questions.QuestionAdded", question, new Dictionary<string, string?> { ["name"] = question.Name, ["kind"] = $"{question.Kind}", ["source"] = source });
        return question;
    }

    /// <summary>The next version, where the body changed; tags and techniques are no part of what is asked.</summary>
    public async Task ChangeAsync(BankQuestion question, QuestionBody body, Labels labels, string? reason, CancellationToken ct)
    {
        var (number, now) = (question.CurrentNumber, clock.GetUtcNow());
        if (HashOf(labels.Name, body) != question.ContentHash)
        {
            Store(question, body, labels, await db.Set<QuestionImage>().Where(i => i.QuestionId == question.Id).Select(i => i.Hash).ToListAsync(ct), reason, now);
        }

        // Counted also where only labels changed: somebody else's form is about what it showed.
        question.ChangedAt = now;
        question.SearchText = SearchOf(body, labels);
        db.RemoveRange(await db.QuestionTags.Where(t => t.QuestionId == question.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<QuestionTechnique>().Where(t => t.QuestionId == question.Id).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        Label(question.Id, labels);
        Note("Questions.QuestionChanged", question, new Dictionary<string, string?> { ["name"] = question.Name, ["version"] = question.CurrentNumber == number ? null : $"{question.CurrentNumber}" }, reason);
    }

    public void Retire(BankQuestion question, string reason)
    {
        (question.RetiredAt, question.RetiredBy, question.RetiredBecause) = (clock.GetUtcNow(), user.Name, reason);
        Note("Questions.QuestionRetired", question, new Dictionary<string, string?> { ["name"] = question.Name }, reason);
    }

    public void BringBack(BankQuestion question)
    {
        (question.RetiredAt, question.RetiredBy, question.RetiredBecause) = (null, null, null);
        Note("Questions.QuestionBroughtBack", question, new Dictionary<string, string?> { ["name"] = question.Name });
    }

    public static string HashOf(string name, QuestionBody body) => CanonicalJson.HashOf($"{name}\n{BodyJson.Write(body)}");

    /// <summary>What stands for a question without a name: how it begins.</summary>
    public static string NameOf(string? name, QuestionBody body)
    {
        var text = Words.Clean(name) is { Length: > 0 } given ? given : body.Text.Vi;
        var line = text.Replace('\n', ' ');
        return line.Length <= FileLimits.NameLength ? line : string.Concat(line.EnumerateRunes().Take((FileLimits.NameLength / 2) - 1).Select(rune => rune.ToString())) + '…';
    }

    private void Store(BankQuestion question, QuestionBody body, Labels labels, IReadOnlyCollection<string> known, string? reason, DateTimeOffset now)
    {
        db.AddRange(ImagesOf(body).Distinct().Except(known).Select(image => new QuestionImage { QuestionId = question.Id, Hash = image }));
        question.CurrentNumber++;
        (question.Kind, question.Name, question.ChangedAt) = (body.Kind, labels.Name, now);
        question.SearchText = SearchOf(body, labels);
        question.ContentHash = HashOf(labels.Name, body);
        question.IsComplete = Validation.Check(body).Count == 0;
        db.Add(new QuestionVersion
        {
            QuestionId = question.Id,
            Number = question.CurrentNumber,
            Name = labels.Name,
            Body = BodyJson.Write(body),
            At = now,
            AuthorId = user.UserId,
            Author = Author,
            Reason = reason,
        });
    }

    private void Label(Guid id, Labels labels)
    {
        db.AddRange(labels.Tags.DistinctBy(VietnameseText.Fold).Where(tag => VietnameseText.Fold(tag).Length > 0).Select(tag => new QuestionTag { QuestionId = id, Tag = tag, Key = VietnameseText.Fold(tag) }));
        db.AddRange(labels.Techniques.Distinct().Select(technique => new QuestionTechnique { QuestionId = id, TechniqueId = technique }));
    }

    private void Note(string action, BankQuestion question, Dictionary<string, string?> facts, string? reason = null)
        => audit.Add(new AuditEvent(action, "Question", question.Id) { HospitalIds = question.HospitalId is { } hospital ? [hospital] : [], Reason = reason, Facts = facts });

    private static string SearchOf(QuestionBody body, Labels labels)
    {
        var parts = body is Vignette vignette ? vignette.Parts.Select(part => part.Body.Text) : [];
        var text = VietnameseText.Fold(string.Join(' ', [labels.Name, .. labels.Tags, body.Text.Vi, body.Text.En, .. parts.Select(part => part.Vi)]));
        return text.Length <= SearchLength ? text : text[..SearchLength];
    }

    private static IEnumerable<string> ImagesOf(QuestionBody body) => body switch
    {
        HotSpot { Image.Length: > 0 } spot => [spot.Image],
        Vignette vignette => vignette.Parts.SelectMany(part => ImagesOf(part.Body)),
        _ => [],
    };
}
