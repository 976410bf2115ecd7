using Training.Data;
using Training.Modules;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>What a list of questions is narrowed by; part of its address.</summary>
internal sealed class BankFilter
{
    public string? Q { get; set; }

    public QuestionKind? Kind { get; set; }

    public string? Tag { get; set; }

    public Guid? Technique { get; set; }

    /// <summary>Retired ones instead of those in use.</summary>
    public bool Retired { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Kind is null && string.IsNullOrEmpty(Tag) && Technique is null && !Retired;

    public string Query => $"q={Uri.EscapeDataString(Q ?? "")}&kind={Kind}&tag={Uri.EscapeDataString(Tag ?? "")}&technique={Technique}&retired={(Retired ? "true" : "false")}";

    public IQueryable<BankQuestion> Of(TrainingDbContext db)
    {
        var query = db.BankQuestions.Where(q => Retired ? q.RetiredAt != null : q.RetiredAt == null);
        foreach (var word in VietnameseText.Words(Q).Take(6))
        {
            query = query.Where(q => q.SearchText.Contains(word));
        }

        if (Kind is { } kind)
        {
            query = query.Where(q => q.Kind == kind);
        }

        if (VietnameseText.Fold(Tag ?? "") is { Length: > 0 } key)
        {
            query = query.Where(q => db.Set<QuestionTag>().Any(t => t.QuestionId == q.Id && t.Key == key));
        }

        if (Technique is { } technique)
        {
            query = query.Where(q => db.Set<QuestionTechnique>().Any(t => t.QuestionId == q.Id && t.TechniqueId == technique));
        }

        return query;
    }
}
