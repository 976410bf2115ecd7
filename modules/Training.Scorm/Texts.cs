namespace Training.Scorm;

/// <summary>Marks the module's texts: Texts.resx (Vietnamese) and Texts.en.resx.</summary>
internal sealed class Texts;
