[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Training.Browser.Tests.Support;

/// <summary>A theory that needs a browser, or says why it can not run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = $"No Chromium: {Chromium.Variable} is not set and {Chromium.Debian} is missing. ./test.sh installs it.";
        }
    }
}
