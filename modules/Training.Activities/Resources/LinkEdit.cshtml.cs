using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>Writes a link: where it leads, what is there and how long it takes.</summary>
[HasPermission(Permissions.Author)]
internal sealed class LinkEditModel(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts) : AuthorPage<LinkContent>(db, items, texts, LinkKind.KindKey)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    protected override void Fill()
    {
        base.Fill();
        Input = new InputModel { Address = Before.Address, Minutes = Before.Minutes };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        WebAddress.Check(Input.Address, "Input.Address");
        return await SaveAsync(content => (content.Address, content.Minutes) = (WebAddress.Parse(Input.Address)?.AbsoluteUri ?? "", Input.Minutes), ct);
    }

    public sealed class InputModel
    {
        [Required, StringLength(LinkContent.AddressLength), Display(Name = "Field.Address")]
        public string? Address { get; set; }

        [Range(1, 600), Display(Name = "Field.Minutes")]
        public int? Minutes { get; set; }
    }
}
