using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StoredImages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "stored",
                table: "phases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // what was counted so far stays so
            migrationBuilder.Sql("UPDATE phases SET stored = nimg;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "stored",
                table: "phases");
        }
    }
}
