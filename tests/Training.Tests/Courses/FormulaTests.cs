using AngleSharp.Html.Parser;
using Training.Courses.Lessons;

namespace Training.Tests.Courses;

public sealed class FormulaTests
{
    private static readonly string[] Elements = ["math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"];

    [Theory]
    [InlineData("x^2", "<math><mrow><msup><mi>x</mi><mrow><mn>2</mn></mrow></msup></mrow></math>")]
    [InlineData(@"\frac{a}{b}", "<math><mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow></math>")]
    [InlineData(@"C_0^{n}", "<math><mrow><msubsup><mi>C</mi><mrow><mn>0</mn></mrow><mrow><mi>n</mi></mrow></msubsup></mrow></math>")]
    [InlineData(@"1,5 \times \alpha", "<math><mrow><mn>1,5</mn><mo>&#215;</mo><mi>\u03B1</mi></mrow></math>")]
    [InlineData(@"\sum_{i=1}^{n} i", "<math><mrow><munderover><mo>\u2211</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mrow><mi>n</mi></mrow></munderover><mi>i</mi></mrow></math>")]
    [InlineData(@"\left(\sqrt[3]{x}\right)", "<math><mrow><mrow><mo>(</mo><mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot><mo>)</mo></mrow></mrow></math>")]
    [InlineData(@"\text{liều < 5}", "<math><mrow><mtext>liều &lt; 5</mtext></mrow></math>")]
    public void ToMathMl_WhatMedicineWrites(string latex, string math) => Assert.Equal(math, Formula.ToMathMl(latex, false));

    [Theory]
    [InlineData(@"Kt/V = -\ln(R - 0{,}008 \cdot t) + (4 - 3{,}5 \cdot R) \cdot \frac{UF}{W}")]
    [InlineData(@"\text{eGFR} = 142 \cdot \min\left(\frac{S_{cr}}{\kappa}, 1\right)^{\alpha} \times 0.9938^{\text{tuổi}}")]
    [InlineData(@"BMI = \frac{m}{h^2} \geq 25 \, \mathrm{kg}/m^2")]
    [InlineData(@"\bar{x} \pm 1.96\frac{\sigma}{\sqrt{n}}, \quad p < 0.05\%")]
    public void ToMathMl_RealFormulas_AreRead(string latex)
    {
        var math = Formula.ToMathMl(latex, true);
        Assert.NotNull(math);
        Assert.All(new HtmlParser().ParseDocument(math).Body!.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, Elements));
    }

    [Theory]
    [InlineData("x^")]
    [InlineData("x^2^3")]
    [InlineData(@"\frac{a}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData(@"\href{javascript:alert(1)}{x}")]
    [InlineData(@"\left( x")]
    [InlineData(@"\right)")]
    [InlineData(@"\text{a{b}}")]
    [InlineData(@"\unknown")]
    [InlineData("\\")]
    public void ToMathMl_WhatIsNotKnown_IsNull(string latex) => Assert.Null(Formula.ToMathMl(latex, false));

    [Fact]
    public void ToMathMl_OfAnything_EndsAndWritesItsOwnElementsOnly()
    {
        var random = new Random(20261123);
        string[] pieces = ["\\frac", "\\sqrt", "\\left(", "\\right)", "{", "}", "[", "]", "^", "_", "x", "12", "\\text{<b>}", "\\alpha", " ", "<script>", "\"", "&", "\\sum", "\\bar", "'", "|", "\uD835", "\u0001"];
        for (var i = 0; i < 20_000; i++)
        {
            var latex = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (Formula.ToMathMl(latex, false) is { } math && new HtmlParser().ParseDocument(math).Body!.QuerySelectorAll("*").FirstOrDefault(e => !Elements.Contains(e.LocalName)) is { } foreign)
            {
                Assert.Fail($"{foreign.LocalName} from {latex}");
            }
        }

        Assert.Null(Formula.ToMathMl(new string('{', 1000), false));
        Assert.Null(Formula.ToMathMl(string.Concat(Enumerable.Repeat("\\sqrt", 300)) + "x", false));
    }
}
