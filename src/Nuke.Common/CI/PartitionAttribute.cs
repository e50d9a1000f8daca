using System.Globalization;
using System.Reflection;
using Pipeline.Errors;

namespace Nuke.Common.CI;

/// <summary>Gives a member the part of its work that this run does: <c>[Partition(3)] readonly Partition TestPartition;</c> with <c>--test-partition 2</c> is 2/3.</summary>
public class PartitionAttribute(int total) : ParameterAttribute
{
    /// <summary>How many parts there are.</summary>
    public int Total { get; } = total;

    /// <summary>It is set by generated configurations, so <c>--help</c> doesn't show it.</summary>
    public override bool List { get; set; }

    /// <inheritdoc />
    /// <exception cref="PipelineException">PIPE1240: the part isn't one of those there are.</exception>
    public override object? GetValue(MemberInfo member, object instance)
    {
        if (base.GetValue(member, instance) is not { } value)
            return Partition.Single;
        return int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part >= 1 && part <= Total
            ? new Partition { Part = part, Total = Total }
            : throw new PipelineException(CIErrors.InvalidPartition, $"'{value}' is no part for '{member.Name}'. Pass a number from 1 to {Total}.") { ExitCode = 2 };
    }

    /// <inheritdoc />
    public override IEnumerable<(string Text, object Object)> GetValueSet(MemberInfo member, object instance)
        => Enumerable.Range(1, Total).Select(x => (x.ToString(CultureInfo.InvariantCulture), (object)x));

    internal override Type ValueType(MemberInfo member) => typeof(string);
}
