using System.CommandLine;

var root = new RootCommand("wire: the network of this server, and its memory");
root.SetAction(parsed => new RootCommand().Parse("--version").Invoke(parsed.InvocationConfiguration));
return await root.Parse(args).InvokeAsync();
