using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Activities.Resources;

/// <summary>Makes files items of courses.</summary>
internal sealed class FileItemKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : ContentKind<FileContent>(db, clock, KindKey, "pdf", "files")
{
    public const string KindKey = "file";

    public override string Name => texts["Kind.file"];

    public override IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Seen, ItemFinish.Nothing];

    protected override FileContent New(string title, Guid? hospitalId) => new() { Title = title, HospitalId = hospitalId };

    protected override void Copy(FileContent before, FileContent copy) => (copy.MediaItemId, copy.Hash, copy.Kind, copy.Size) = (before.MediaItemId, before.Hash, before.Kind, before.Size);

    protected override IEnumerable<string> ProblemsOf(FileContent content) => content.IsEmpty ? [texts["Problem.NoFile"]] : [];
}
