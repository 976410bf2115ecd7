using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Media.Intake;

namespace Training.Media.Contracts;

/// <summary>
/// A field for one file, with the warning before it: <c>&lt;file-field for="Input.Photo" takes="FileKinds.Image" /&gt;</c> in a form with
/// <c>enctype="multipart/form-data"</c>. Label and refusals come from the model as for any field; no script is needed. A file is not required, unless <c>is-needed</c> says so.
/// </summary>
[HtmlTargetElement("file-field", Attributes = "for,takes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileFieldTagHelper : TagHelper
{
    private readonly IHtmlGenerator _generator;
    private readonly IStringLocalizer _texts;
    private readonly MediaOptions _options;

    /// <summary>Made by the framework.</summary>
    public FileFieldTagHelper(IHtmlGenerator generator, IStringLocalizerFactory texts, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _generator = generator;
        _texts = texts.Create(typeof(Texts));
        _options = ((IOptions<MediaOptions>)services.GetService(typeof(IOptions<MediaOptions>))!).Value;
    }

    /// <summary>The property of type IFormFile.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>What it takes.</summary>
    public FileKinds Takes { get; set; }

    /// <summary>The form is refused without a file; only the hint says so here.</summary>
    public bool IsNeeded { get; set; }

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(_generator.GenerateLabel(ViewContext, For.ModelExplorer, For.Name, null, null));
        output.Content.AppendHtml(Warning(id));
        output.Content.AppendHtml(Hint(id));
        output.Content.AppendHtml(Input(id));
        output.Content.AppendHtml(_generator.GenerateValidationMessage(ViewContext, For.ModelExplorer, For.Name, null, "span", null));
    }

    private TagBuilder Warning(string id)
    {
        var text = new TagBuilder("div");
        text.InnerHtml.Append(Takes == FileKinds.Audio ? _texts["Field.Warning.Audio"] : Takes.HasFlag(FileKinds.Audio) ? $"{_texts["Field.Warning"]} {_texts["Field.Warning.Audio"]}" : _texts["Field.Warning"]);
        var callout = new TagBuilder("div") { Attributes = { ["class"] = "callout wait", ["id"] = id + "-warning" } };
        callout.InnerHtml.AppendHtml(text);
        return callout;
    }

    private TagBuilder Hint(string id)
    {
        FileKinds[] kinds = [.. new[] { FileKinds.Image, FileKinds.Pdf, FileKinds.Audio }.Where(kind => Takes.HasFlag(kind))];
        var hint = new TagBuilder("small") { Attributes = { ["id"] = id + "-hint" } };
        hint.InnerHtml.Append(_texts[IsNeeded ? "Field.Hint.Needed" : "Field.Hint", string.Join(", ", kinds.Select(kind => _texts[$"Takes.{kind}"].Value)), kinds.Max(_options.BytesOf) / 1024 / 1024]);
        return hint;
    }

    private TagBuilder Input(string id) => new("input")
    {
        TagRenderMode = TagRenderMode.SelfClosing,
        Attributes =
        {
            ["type"] = "file",
            ["id"] = id,
            ["name"] = For.Name,
            ["accept"] = Accept(),
            ["aria-describedby"] = $"{id}-warning {id}-hint",
        },
    };

    // What a phone offers; what is taken is decided by the content.
    private string Accept() => string.Join(',', new[]
    {
        Takes.HasFlag(FileKinds.Image) ? "image/jpeg,image/png,image/webp,image/heic" : null,
        Takes.HasFlag(FileKinds.Pdf) ? "application/pdf" : null,
        Takes.HasFlag(FileKinds.Audio) ? "audio/*" : null,
    }.Where(types => types is not null));
}
