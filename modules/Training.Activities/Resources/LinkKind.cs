using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Activities.Resources;

/// <summary>Makes links items of courses.</summary>
internal sealed class LinkKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : ContentKind<LinkContent>(db, clock, KindKey, "next", "links")
{
    public const string KindKey = "link";

    public override string Name => texts["Kind.link"];

    public override IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Seen, ItemFinish.Nothing];

    protected override LinkContent New(string title, Guid? hospitalId) => new() { Title = title, HospitalId = hospitalId };

    protected override void Copy(LinkContent before, LinkContent copy) => (copy.Address, copy.Minutes) = (before.Address, before.Minutes);

    protected override IEnumerable<string> ProblemsOf(LinkContent content)
    {
        if (content.Address.Length == 0)
        {
            yield return texts["Problem.NoAddress"];
        }

        if (content.AboutVi.Length == 0)
        {
            yield return texts["Problem.LinkWithoutWords"];
        }
    }
}
