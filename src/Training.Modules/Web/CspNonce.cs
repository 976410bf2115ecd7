using System.Security.Cryptography;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Training.Modules;

/// <summary>The value that tells this answer's own scripts and styles from injected ones; another for each answer.</summary>
public sealed class CspNonce
{
    private const int Bytes = 16;

    private string? _value;

    /// <summary>128 random bits in base64.</summary>
    public string Value => _value ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}

/// <summary>Gives every script and style of a page the nonce that the Content-Security-Policy asks for.</summary>
/// <param name="nonce">The answer's.</param>
[HtmlTargetElement("script")]
[HtmlTargetElement("style")]
public sealed class NonceTagHelper(CspNonce nonce) : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Attributes.SetAttribute("nonce", nonce.Value);
}
