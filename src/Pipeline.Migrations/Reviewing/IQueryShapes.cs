namespace Pipeline.Migrations.Reviewing;

/// <summary>Declares the application's queries, once. A class in the migrations project, with a constructor without parameters.</summary>
public interface IQueryShapes
{
    /// <summary>The queries.</summary>
    IReadOnlyList<QueryShape> Shapes { get; }
}
