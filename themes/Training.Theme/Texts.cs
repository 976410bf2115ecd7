namespace Training.Theme;

/// <summary>Marks the theme's texts: Texts.resx (Vietnamese) and Texts.en.resx.</summary>
internal sealed class Texts;
