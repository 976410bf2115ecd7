using System.Globalization;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Media.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class FieldTests
{
    [Theory]
    [InlineData("vi", FileKinds.Image | FileKinds.Pdf, "Không để lộ khuôn mặt", "10 MB")]
    [InlineData("en", FileKinds.Image, "No faces, no names, no labels", "10 MB")]
    [InlineData("en", FileKinds.Audio, "Say no name", "2 MB")]
    public async Task Field_OfAForm_WarnsBeforeItAsks(string language, FileKinds takes, string warning, string limit)
    {
        await using var site = await Files.StartAsync(Database.Sqlite);
        await using var scope = site.Services.CreateAsyncScope();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var page = new HtmlParser().ParseDocument(Render(scope.ServiceProvider, takes));
        CultureInfo.CurrentUICulture = before;

        var input = page.QuerySelector("input[type=file]")!;
        Assert.Equal("Input.Photo", input.GetAttribute("name"));
        Assert.False(input.HasAttribute("required"));
        Assert.Equal(input.Id, page.QuerySelector("label")!.GetAttribute("for"));
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.GetElementById(id)!).ToArray();
        Assert.Contains(warning, described[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(limit, described[1].TextContent, StringComparison.Ordinal);
        Assert.True(described[0].CompareDocumentPosition(input).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
        Assert.Equal(takes.HasFlag(FileKinds.Pdf), input.GetAttribute("accept")!.Contains("application/pdf", StringComparison.Ordinal));
        Assert.Equal("too large", page.QuerySelector(".field-validation-error")!.TextContent);
    }

    private static string Render(IServiceProvider services, FileKinds takes)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var state = new ModelStateDictionary();
        state.AddModelError("Input.Photo", "too large");
        var data = new ViewDataDictionary<Form>(services.GetRequiredService<IModelMetadataProvider>(), state) { Model = new Form() };
        var temp = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        var view = new ViewContext(new ActionContext(http, new RouteData(), new ActionDescriptor(), state), new NoView(), data, temp, TextWriter.Null, new HtmlHelperOptions());
        var field = new FileFieldTagHelper(services.GetRequiredService<IHtmlGenerator>(), services.GetRequiredService<IStringLocalizerFactory>(), services)
        {
            For = new ModelExpression("Input.Photo", data.ModelExplorer.GetExplorerForProperty(nameof(Form.Photo))!),
            Takes = takes,
            ViewContext = view,
        };
        var output = new TagHelperOutput("file-field", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        field.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        using var html = new StringWriter(CultureInfo.InvariantCulture);
        output.WriteTo(html, System.Text.Encodings.Web.HtmlEncoder.Default);
        return html.ToString();
    }

    private sealed class Form
    {
        public IFormFile? Photo { get; set; }
    }

    private sealed class NoView : IView
    {
        public string Path => "";

        public Task RenderAsync(ViewContext context) => Task.CompletedTask;
    }
}
