using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Forwarding;

namespace Pipeline.Embedded.Kubernetes.Tests.Forwarding;

public sealed class AddressBookTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("address-book-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_file_has_each_service_with_its_ports_as_they_are_now()
    {
        var file = Path.Combine(_directory, "services.json");
        var book = new AddressBook(file);

        book.Tell(new ObjectKey("shop", "web"), new Dictionary<string, string> { ["http"] = "127.1.2.3:80" });
        book.Tell(new ObjectKey("shop", "api"), new Dictionary<string, string> { ["8080"] = "127.1.2.4:8080" });
        Assert.Equal("""{"shop/api":{"8080":"127.1.2.4:8080"},"shop/web":{"http":"127.1.2.3:80"}}""", File.ReadAllText(file));

        book.Tell(new ObjectKey("shop", "web"), new Dictionary<string, string> { ["http"] = "127.1.2.3:81" });
        book.Forget(new ObjectKey("shop", "api"));
        Assert.Equal("""{"shop/web":{"http":"127.1.2.3:81"}}""", File.ReadAllText(file));
    }

    [Fact]
    public void What_is_known_already_is_not_written_again()
    {
        var file = Path.Combine(_directory, "services.json");
        var book = new AddressBook(file);
        var ports = new Dictionary<string, string> { ["http"] = "127.1.2.3:80" };
        book.Tell(new ObjectKey("shop", "web"), ports);
        File.Delete(file);

        book.Tell(new ObjectKey("shop", "web"), new Dictionary<string, string>(ports));
        book.Forget(new ObjectKey("shop", "gone"));

        Assert.False(File.Exists(file));
    }
}
