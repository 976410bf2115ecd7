using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Discussion;
using Training.Data;

namespace Training.Courses.Contracts;

/// <summary>
/// <c>&lt;item-discussion item="Model.Item" /&gt;</c> at the end of the page of an item: the newest questions about it with their answers, and where to ask
/// one. Nothing for an item that is locked. One statement.
/// </summary>
[HtmlTargetElement("item-discussion", Attributes = "item", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ItemDiscussionTagHelper(IHtmlHelper html) : TagHelper
{
    private const int Most = 3;

    /// <summary>The item that the page shows.</summary>
    [HtmlAttributeName("item")]
    public required OpenItem Item { get; set; }

    /// <summary>The view that is shown.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Item.LockedBecause.Count > 0)
        {
            return;
        }

        var http = ViewContext.HttpContext;
        var threads = await http.RequestServices.GetRequiredService<TrainingDbContext>().ReadThreadsAsync(Item.CourseId, Item.ItemKey, Most + 1, http.RequestAborted);
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.Content.SetHtmlContent(await html.PartialAsync("/Areas/Courses/Pages/Discussion/_Under.cshtml", new UnderItem($"/courses/{Item.CourseCode}/questions/{Item.ItemKey}", [.. threads.Take(Most)], threads.Count > Most)));
    }
}
