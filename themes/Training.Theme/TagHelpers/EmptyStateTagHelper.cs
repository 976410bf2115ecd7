using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Theme;

/// <summary>What a list shows while it is empty. The content says what to do next.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper(IFileVersionProvider versions, HtmlEncoder encoder) : TagHelper
{
    /// <summary>Name of an icon.</summary>
    public string Icon { get; set; } = "dot";

    /// <summary>What is missing, localized.</summary>
    public string Title { get; set; } = "";

    /// <summary>The request, for the address of the icon.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("empty", encoder);
        var address = Sprite.AddressOf(Icon, ViewContext.HttpContext.Request, versions);
        output.PreContent.AppendHtml($"<svg class=\"icon\" width=\"40\" height=\"40\" aria-hidden=\"true\"><use href=\"{encoder.Encode(address)}\"></use></svg>");
        output.PreContent.AppendHtml($"<p class=\"empty-title\">{encoder.Encode(Title)}</p>");
    }
}
