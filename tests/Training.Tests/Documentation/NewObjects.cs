using System.Reflection;
using System.Reflection.Emit;

namespace Training.Tests.Documentation;

/// <summary>Finds what an assembly makes with <c>new</c>: which events it raises stands nowhere but in its code.</summary>
internal static class NewObjects
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<Type> In(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        .SelectMany(In);

    private static IEnumerable<Type> In(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (var at = 0; at < code.Length;)
        {
            var op = code[at] == 0xFE ? OpCodesByValue[(short)(0xFE00 | code[at + 1])] : OpCodesByValue[code[at]];
            at += op.Size;
            if (op == OpCodes.Newobj && Made(method, BitConverter.ToInt32(code, at)) is { } type)
            {
                yield return type;
            }

            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static Type? Made(MethodBase method, int token) => method.Module.ResolveMethod(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)?.DeclaringType;
}
