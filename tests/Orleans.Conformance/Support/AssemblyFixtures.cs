[assembly: AssemblyFixture(typeof(PgGanLab.OrleansConformance.Support.SiloFixture))]
[assembly: AssemblyFixture(typeof(PgGanLab.OrleansConformance.Support.ImpatientSiloFixture))]
