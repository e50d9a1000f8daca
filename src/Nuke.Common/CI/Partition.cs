using System.ComponentModel;
using System.Globalization;
using Pipeline.Errors;

namespace Nuke.Common.CI;

/// <summary>One part of work that a build server splits over several jobs.</summary>
[TypeConverter(typeof(TypeConverter))]
public class Partition
{
    /// <summary>All of the work.</summary>
    public static Partition Single { get; } = new() { Part = 1, Total = 1 };

    /// <summary>Which part, from 1.</summary>
    public int Part { get; set; }

    /// <summary>How many parts there are.</summary>
    public int Total { get; set; }

    /// <summary>Whether something assigned to a part is to be done here.</summary>
    public bool IsIn(int part) => Total == 1 || part == Part;

    /// <summary>The items of this part: each item is in exactly one, and the parts differ by one item at most.</summary>
    public IEnumerable<T> GetCurrent<T>(IEnumerable<T> enumerable)
        => enumerable.Where((_, index) => index % Total == Part - 1);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Total}");

    /// <summary>Reads <c>2/3</c>.</summary>
    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        /// <inheritdoc />
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc />
        /// <exception cref="PipelineException">PIPE1240: the text is no part of a whole.</exception>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
        {
            if (value is not string text)
                return base.ConvertFrom(context, culture, value);
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            return slash > 0
                   && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                   && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var total)
                   && part >= 1 && part <= total
                ? new Partition { Part = part, Total = total }
                : throw new PipelineException(CIErrors.InvalidPartition, $"'{text}' is no partition. Write PART/TOTAL with PART from 1 to TOTAL: 2/3.") { ExitCode = 2 };
        }
    }
}
