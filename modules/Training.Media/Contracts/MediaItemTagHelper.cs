using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Media.Contracts;

/// <summary>An item of the library on a page: <c>&lt;media-item item="Model.Film" /&gt;</c>.</summary>
[HtmlTargetElement("media-item", Attributes = "item", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MediaItemTagHelper : TagHelper
{
    private readonly IMediaLibrary _library;

    /// <summary>Made by the framework.</summary>
    public MediaItemTagHelper(IMediaLibrary library) => _library = library;

    /// <summary>The item.</summary>
    public MediaItem Item { get; set; } = null!;

    /// <summary>How wide a picture stands on the page; null for the width of a text.</summary>
    public string? Sizes { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(Sizes is null ? _library.Markup(Item) : _library.Markup(Item, Sizes));
    }
}
