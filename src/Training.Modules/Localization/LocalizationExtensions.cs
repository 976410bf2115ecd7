using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Training.Modules;

/// <summary>Vietnamese first, English second, from resources.</summary>
public static class LocalizationExtensions
{
    /// <summary>The languages of the site; the first is what a visitor sees who chose none.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["vi", "en"];

    /// <summary>Adds localization, Razor Pages with localized validation, and the page filter for broken rules.</summary>
    public static IMvcBuilder AddLocalizedPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            // The browser's language is not asked: most phones in the wards are set to English by their shop.
            options.SetDefaultCulture(Languages[0]).AddSupportedCultures([.. Languages]).AddSupportedUICultures([.. Languages]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new LanguageOfPrograms()];
        });
        services.AddSingleton<IConfigureOptions<MvcOptions>, LocalizedBindingMessages>();
        return services.AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.ModelMetadataDetailsProviders.Add(new ValidationTexts());
                options.Filters.Add<MissingHandlerFilter>();
                options.Filters.Add<NullCharacterFilter>();
                options.Filters.Add<RuleViolationFilter>();
            })
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (type, factory) =>
                factory.OfModule(type.Assembly.GetName().Name!));
    }

    /// <summary>The texts of a module; where it has none for a key, the common ones.</summary>
    public static IStringLocalizer OfModule(this IStringLocalizerFactory factory, string module)
        => new FallbackLocalizer(factory.Create("Texts", module), factory.Create(typeof(CommonTexts)));

    // A program has no cookie and no shop that set its language: it gets the one it asks for.
    private sealed class LanguageOfPrograms : RequestCultureProvider
    {
        private readonly AcceptLanguageHeaderRequestCultureProvider _header = new();

        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
            => httpContext.IsApi() ? _header.DetermineProviderCultureResult(httpContext) : NullProviderCultureResult;
    }

    private sealed class FallbackLocalizer(IStringLocalizer first, IStringLocalizer second) : IStringLocalizer
    {
        public LocalizedString this[string name] => first[name] is { ResourceNotFound: false } found ? found : second[name];

        public LocalizedString this[string name, params object[] arguments]
            => first[name, arguments] is { ResourceNotFound: false } found ? found : second[name, arguments];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures)
            => first.GetAllStrings(includeParentCultures).Concat(second.GetAllStrings(includeParentCultures));
    }

    private sealed class LocalizedBindingMessages(IStringLocalizer<CommonTexts> texts) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            var messages = options.ModelBindingMessageProvider;
            messages.SetAttemptedValueIsInvalidAccessor((value, name) => texts["Validation.Invalid", name]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["Validation.InvalidValue"]);
            messages.SetMissingBindRequiredValueAccessor(name => texts["Validation.Required", name]);
            messages.SetMissingKeyOrValueAccessor(() => texts["Validation.InvalidValue"]);
            messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Validation.InvalidValue"]);
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Validation.InvalidValue"]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Validation.InvalidValue"]);
            messages.SetUnknownValueIsInvalidAccessor(name => texts["Validation.Invalid", name]);
            messages.SetValueIsInvalidAccessor(value => texts["Validation.InvalidValue"]);
            messages.SetValueMustBeANumberAccessor(name => texts["Validation.Number", name]);
            messages.SetValueMustNotBeNullAccessor(name => texts["Validation.RequiredValue"]);
        }
    }
}
