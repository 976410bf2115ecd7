using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Training.Media.Contracts;
using Training.Media.Uploads;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>How an item stands on a page. Nothing plays by itself, and nothing is fetched before somebody wants it but what a player needs to begin.</summary>
internal static class MediaMarkup
{
    public static IHtmlContent Of(MediaItem item, string sizes, IStringLocalizer texts) => item.Kind switch
    {
        MediaKind.Image => Picture(item, sizes),
        // Browsers show captions over a picture only: sound that has some stands in the place of one.
        MediaKind.Audio => item.Captions.Count > 0 ? Player(item, "video", "media sound") : Player(item, "audio", "media"),
        MediaKind.Video => Player(item, "video", "media"),
        _ => Download(item, texts),
    };

    private static TagBuilder Picture(MediaItem item, string sizes)
    {
        var largest = item.Pictures[^1];
        return new TagBuilder("img")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes =
            {
                ["src"] = (item.Pictures.FirstOrDefault(p => p.Width >= 640) ?? largest).Address,
                ["srcset"] = string.Join(", ", item.Pictures.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Address} {p.Width}w"))),
                ["sizes"] = sizes,
                ["width"] = largest.Width.ToString(CultureInfo.InvariantCulture),
                ["height"] = largest.Height.ToString(CultureInfo.InvariantCulture),
                ["alt"] = item.Alt,
                ["loading"] = "lazy",
                ["decoding"] = "async",
            },
        };
    }

    private static TagBuilder Player(MediaItem item, string name, string looks)
    {
        var player = new TagBuilder(name) { Attributes = { ["src"] = item.Address, ["controls"] = "", ["preload"] = "metadata", ["class"] = looks, ["aria-label"] = item.Title } };
        var own = item.Captions.FirstOrDefault(c => c.Language == (Show.English ? "en" : "vi")) ?? (item.Captions.Count > 0 ? item.Captions[0] : null);
        foreach (var captions in item.Captions)
        {
            var track = new TagBuilder("track")
            {
                TagRenderMode = TagRenderMode.SelfClosing,
                Attributes = { ["kind"] = "captions", ["src"] = captions.Address, ["srclang"] = captions.Language, ["label"] = captions.Name },
            };
            if (captions == own)
            {
                track.Attributes["default"] = "";
            }

            player.InnerHtml.AppendHtml(track);
        }

        return player;
    }

    private static TagBuilder Download(MediaItem item, IStringLocalizer texts)
    {
        var link = new TagBuilder("a") { Attributes = { ["href"] = item.Address, ["download"] = "", ["class"] = "button" } };
        link.InnerHtml.Append(texts["Item.Download", item.Title, texts[$"Kind.{item.Kind}"].Value, Sizes.Show(item.Bytes)]);
        return link;
    }
}
