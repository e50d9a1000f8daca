using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Conversion;

namespace Pipeline.Engine.CommandLine;

/// <summary>How many of the words after an option belong to it.</summary>
internal enum OptionArity
{
    /// <summary>None; a following <c>true</c> or <c>false</c> is taken.</summary>
    Switch,

    /// <summary>Exactly one.</summary>
    One,

    /// <summary>One if it is a number, else none.</summary>
    OptionalNumber,

    /// <summary>All up to the next option.</summary>
    Many,
}

internal static class OptionArities
{
    public static OptionArity Of(ParameterSpec spec)
    {
        var type = Nullable.GetUnderlyingType(spec.Type) ?? spec.Type;
        if (type == typeof(bool))
            return OptionArity.Switch;
        if (type == typeof(string))
            return OptionArity.One;
        if (CollectionShape.IsCollection(type))
            return OptionArity.Many;
        return spec.ValueIsOptional ? OptionArity.OptionalNumber : OptionArity.One;
    }
}
