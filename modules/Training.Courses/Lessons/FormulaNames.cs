using System.Collections.Frozen;

namespace Training.Courses.Lessons;

/// <summary>The names that a formula may use.</summary>
internal static class FormulaNames
{
    public static FrozenDictionary<string, char> Letters { get; } = new Dictionary<string, char>
    {
        ["alpha"] = '\u03B1',
        ["beta"] = '\u03B2',
        ["gamma"] = '\u03B3',
        ["delta"] = '\u03B4',
        ["epsilon"] = '\u03B5',
        ["varepsilon"] = '\u03B5',
        ["zeta"] = '\u03B6',
        ["eta"] = '\u03B7',
        ["theta"] = '\u03B8',
        ["kappa"] = '\u03BA',
        ["lambda"] = '\u03BB',
        ["mu"] = '\u03BC',
        ["nu"] = '\u03BD',
        ["xi"] = '\u03BE',
        ["pi"] = '\u03C0',
        ["rho"] = '\u03C1',
        ["sigma"] = '\u03C3',
        ["tau"] = '\u03C4',
        ["phi"] = '\u03C6',
        ["varphi"] = '\u03C6',
        ["chi"] = '\u03C7',
        ["psi"] = '\u03C8',
        ["omega"] = '\u03C9',
        ["Gamma"] = '\u0393',
        ["Delta"] = '\u0394',
        ["Theta"] = '\u0398',
        ["Lambda"] = '\u039B',
        ["Pi"] = '\u03A0',
        ["Sigma"] = '\u03A3',
        ["Phi"] = '\u03A6',
        ["Psi"] = '\u03A8',
        ["Omega"] = '\u03A9',
        ["infty"] = '\u221E',
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, char> Signs { get; } = new Dictionary<string, char>
    {
        ["times"] = '\u00D7',
        ["cdot"] = '\u22C5',
        ["div"] = '\u00F7',
        ["pm"] = '\u00B1',
        ["mp"] = '\u2213',
        ["le"] = '\u2264',
        ["leq"] = '\u2264',
        ["ge"] = '\u2265',
        ["geq"] = '\u2265',
        ["lt"] = '<',
        ["gt"] = '>',
        ["ne"] = '\u2260',
        ["neq"] = '\u2260',
        ["approx"] = '\u2248',
        ["sim"] = '\u223C',
        ["equiv"] = '\u2261',
        ["propto"] = '\u221D',
        ["to"] = '\u2192',
        ["rightarrow"] = '\u2192',
        ["leftarrow"] = '\u2190',
        ["leftrightarrow"] = '\u2194',
        ["Rightarrow"] = '\u21D2',
        ["rightleftharpoons"] = '\u21CC',
        ["uparrow"] = '\u2191',
        ["downarrow"] = '\u2193',
        ["partial"] = '\u2202',
        ["sum"] = '\u2211',
        ["prod"] = '\u220F',
        ["int"] = '\u222B',
        ["in"] = '\u2208',
        ["circ"] = '\u2218',
        ["degree"] = '\u00B0',
        ["ldots"] = '\u2026',
        ["dots"] = '\u2026',
        ["cdots"] = '\u22EF',
        ["mid"] = '|',
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, char> Accents { get; } = new Dictionary<string, char>
    {
        ["bar"] = '\u00AF',
        ["overline"] = '\u00AF',
        ["hat"] = '^',
        ["vec"] = '\u2192',
        ["dot"] = '\u02D9',
    }.ToFrozenDictionary();

    public static FrozenSet<string> Functions { get; } = new[] { "sin", "cos", "tan", "log", "ln", "exp", "max", "min", "lim", "lg" }.ToFrozenSet();

    /// <summary>What stands below and above these, not beside them.</summary>
    public static FrozenSet<string> WithLimits { get; } = new[] { "sum", "prod", "lim", "max", "min" }.ToFrozenSet();
}
