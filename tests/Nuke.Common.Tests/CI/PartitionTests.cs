using System.ComponentModel;
using Nuke.Common.CI;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

public sealed class PartitionTests
{
    [Fact]
    public void Every_item_is_in_exactly_one_part_and_parts_differ_by_one_at_most()
    {
        for (var total = 1; total <= 7; total++)
        {
            for (var count = 0; count <= 20; count++)
            {
                var items = Enumerable.Range(0, count).ToList();

                var parts = Enumerable.Range(1, total).Select(x => new Partition { Part = x, Total = total }.GetCurrent(items).ToList()).ToList();

                Assert.Equal(items, parts.SelectMany(x => x).Order());
                Assert.InRange(parts.Max(x => x.Count) - parts.Min(x => x.Count), 0, 1);
            }
        }
    }

    [Fact]
    public void A_partition_is_read_from_part_and_total()
    {
        var partition = (Partition)TypeDescriptor.GetConverter(typeof(Partition)).ConvertFromString("2/3")!;

        Assert.Equal((2, 3), (partition.Part, partition.Total));
        Assert.Equal("2/3", partition.ToString());
        Assert.True(partition.IsIn(2));
        Assert.False(partition.IsIn(1));
        Assert.True(Partition.Single.IsIn(5));
    }

    [Theory]
    [InlineData("4/3")]
    [InlineData("0/3")]
    [InlineData("2")]
    [InlineData("a/b")]
    [InlineData("-1/3")]
    [InlineData("")]
    public void Anything_else_is_bad_usage(string text)
    {
        var exception = Assert.Throws<PipelineException>(() => TypeDescriptor.GetConverter(typeof(Partition)).ConvertFromString(text));

        Assert.Equal(("PIPE1240", 2), (exception.Code.Id, exception.ExitCode));
    }
}
