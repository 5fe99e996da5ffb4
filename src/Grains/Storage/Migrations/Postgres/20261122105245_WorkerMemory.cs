using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkerMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "memory_bytes",
                table: "workers",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "memory_bytes",
                table: "workers");
        }
    }
}
