using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Theme;

/// <summary>A ring that fills up to a target; what waits for a signature follows in amber. Stands in <c>&lt;div class="rings"&gt;</c>.</summary>
[HtmlTargetElement("ring", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RingTagHelper(HtmlEncoder encoder) : TagHelper
{
    /// <summary>How many count.</summary>
    public int Done { get; set; }

    /// <summary>How many are asked for; 0 where none are.</summary>
    public int Target { get; set; }

    /// <summary>How many wait, beyond <see cref="Done"/>.</summary>
    public int Waiting { get; set; }

    /// <summary>The whole sentence, localized, for those who do not see the ring.</summary>
    public string Label { get; set; } = "";

    /// <summary>The word below the ring, localized.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Where the number's list is.</summary>
    public string? Href { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "div" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }

        output.AddClass("ring-box", encoder);
        if (Target > 0 && Done >= Target)
        {
            output.AddClass("full", encoder);
        }

        output.Content.SetHtmlContent(Svg());
    }

    private string Svg()
    {
        var number = Target > 0 ? $"{Done}" : "–";
        var share = Target > 0 ? $"<span>{Done}/{Target}</span>" : "";
        var waiting = Waiting > 0 ? $" <span class=\"tag wait\">+{Waiting}</span>" : "";
        return $"""
            <svg viewBox="0 0 84 84" role="img" aria-label="{encoder.Encode(Label)}"><circle class="ring-bg" cx="42" cy="42" r="36"/>{Arc("ring waiting", Waiting > 0 ? Done + Waiting : 0)}{Arc("ring", Done)}<text x="42" y="50" text-anchor="middle">{number}</text></svg>
            <span class="ring-words" aria-hidden="true"><b>{encoder.Encode(Caption)}</b>{share}{waiting}</span>
            """;
    }

    private string Arc(string style, int count)
    {
        if (Target <= 0 || count <= 0)
        {
            return "";
        }

        var percent = Math.Min(100, count * 100 / Target);
        return $"<circle class=\"{style}\" cx=\"42\" cy=\"42\" r=\"36\" pathLength=\"100\" stroke-dasharray=\"{percent} 100\" transform=\"rotate(-90 42 42)\"/>";
    }
}
