[assembly: AssemblyFixture(typeof(Wire.Audit.Tests.Postgres.SharedServer))]
