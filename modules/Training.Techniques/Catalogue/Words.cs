using Microsoft.Extensions.Localization;

namespace Training.Techniques.Catalogue;

/// <summary>Words made from several columns.</summary>
internal static class Words
{
    /// <summary>The class in the language of the page (Phẫu thuật đặc biệt); where it has none, the kind (Dịch vụ).</summary>
    public static string Class(IStringLocalizer texts, string? code, string? label, TechniqueKind kind) => code is null
        ? texts[$"Kind.{kind}"]
        : texts[$"Class.{code}"] is { ResourceNotFound: false } text ? text : label ?? code;
}
