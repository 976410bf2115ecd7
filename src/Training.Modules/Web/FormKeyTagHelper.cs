using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Modules;

/// <summary>
/// Gives every form that posts a key of its own. The key is stored with the effect of the form, so that a double click, a retry on a bad
/// network or a reload has the effect once (src/docs/decisions/0008).
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormKeyTagHelper : TagHelper
{
    /// <summary>Name of the hidden field.</summary>
    public const string FieldName = "_key";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
        => output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{FieldName}\" value=\"{Guid.CreateVersion7():N}\">");
}
