using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Theme;

/// <summary>One drawing of wwwroot/icons.svg: <c>&lt;icon name="clock" /&gt;</c>.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper(IFileVersionProvider versions, HtmlEncoder encoder) : TagHelper
{
    /// <summary>Id of the drawing.</summary>
    public string Name { get; set; } = "dot";

    /// <summary>What the icon says where no word beside it does, localized; without it, screen readers pass it over.</summary>
    public string? Label { get; set; }

    /// <summary>The request, for the address of the file.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("icon", encoder);
        output.Attributes.SetAttribute("width", 24);
        output.Attributes.SetAttribute("height", 24);
        if (string.IsNullOrEmpty(Label))
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        var address = Sprite.AddressOf(Name, ViewContext.HttpContext.Request, versions);
        output.Content.SetHtmlContent($"<use href=\"{encoder.Encode(address)}\"></use>");
    }
}
